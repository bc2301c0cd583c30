# Assay: what a person types. `make help` lists it.

BUILD      ?= build
JOBS       ?= $(shell nproc)
RULES      ?= rules/huzhou-2023
FACTS      ?= $(sort $(wildcard examples/huzhou-2023/*.csv))
DEMO_ARGS  ?= run $(RULES) --facts $(FACTS)
DEMO_DAYS  ?= $(if $(filter rules/huzhou-2023,$(RULES)),2023-03-31 2023-06-30 2023-09-30 2023-12-31)
FUZZ_SECONDS ?= 60

PACKAGES := g++ cmake ninja-build pkg-config antlr4 libantlr4-runtime-dev libfmt-dev doctest-dev \
  libutf8proc-dev libcli11-dev nlohmann-json3-dev libgmp-dev libssl-dev libpython3.11-testsuite
FUZZ_PACKAGES   := clang libclang-rt-14-dev
BENCH_PACKAGES  := libbenchmark-dev
FORMAT_PACKAGES := clang-format

# $(call install,packages): installs what is missing, says so, and is silent when nothing is.
install = @missing=; for p in $(1); do \
    dpkg-query -W -f='$${db:Status-Status}' $$p 2>/dev/null | grep -qx installed || missing="$$missing $$p"; \
  done; \
  if [ -n "$$missing" ]; then \
    echo "installing Debian packages:$$missing"; \
    if [ "$$(id -u)" -eq 0 ]; then as_root=; else as_root=sudo; fi; \
    export DEBIAN_FRONTEND=noninteractive; \
    $$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi

.PHONY: build demo test test-long test-asan test-tsan fuzz bench format clean install-deps help
.DEFAULT_GOAL := build

build: install-deps ## install what is missing, configure and build everything into build/
	@cmake -S . -B $(BUILD) -G Ninja --log-level=WARNING
	@cmake --build $(BUILD) -j $(JOBS)

demo: build ## assess the Huzhou 2023 season, at its end and quarter by quarter: RULES=… FACTS=… assess another
	@$(BUILD)/engine/assay $(DEMO_ARGS)
	@for day in $(DEMO_DAYS); do \
	  echo; echo "as of $$day"; \
	  $(BUILD)/engine/assay run $(RULES) --facts $(FACTS) --as-of $$day --format csv --per unit 2>/dev/null || exit $$?; \
	done

test: build ## build, then run the whole suite
	@ctest --test-dir $(BUILD) --output-on-failure -j2

test-long: build ## the same suite with its long runs of random cases
	@ASSAY_TEST_LONG=1 ctest --test-dir $(BUILD) --output-on-failure -j2

test-asan: install-deps ## the whole suite under the address and undefined-behaviour sanitizers, in build-asan/
	@cmake -S . -B build-asan -G Ninja --log-level=WARNING -DASSAY_SANITIZE=address,undefined
	@cmake --build build-asan -j $(JOBS)
	@ctest --test-dir build-asan --output-on-failure -j2

test-tsan: install-deps ## the tests that use threads under the thread sanitizer, in build-tsan/
	@cmake -S . -B build-tsan -G Ninja --log-level=WARNING -DASSAY_SANITIZE=thread -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8
	@cmake --build build-tsan -j $(JOBS) --target test_facts test_api test_lint
	@ctest --test-dir build-tsan --output-on-failure -j2 -R '^(test_facts|test_api|test_lint):'

fuzz: install-deps ## run every fuzzer for FUZZ_SECONDS (60) seconds each, in build-fuzz/
	$(call install,$(FUZZ_PACKAGES))
	@FUZZ_SECONDS=$(FUZZ_SECONDS) BUILD=build-fuzz JOBS=$(JOBS) tests/fuzz/run.sh

bench: install-deps ## time the engine, built for release in build-release/
	$(call install,$(BENCH_PACKAGES))
	@cmake -S . -B build-release -G Ninja --log-level=WARNING -DCMAKE_BUILD_TYPE=Release
	@BUILD=build-release tests/bench/run.sh

format: ## lay out the C++ sources
	$(call install,$(FORMAT_PACKAGES))
	@find engine tests -name '*.h' -o -name '*.cpp' | xargs clang-format -i

clean: ## remove everything built
	@rm -rf build build-asan build-tsan build-fuzz build-release

install-deps: ## install the Debian packages the build needs (apt; sudo unless root)
	$(call install,$(PACKAGES))

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
