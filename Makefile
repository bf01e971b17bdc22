# SPDX-License-Identifier: Apache-2.0
.PHONY: help demo test bench build release format lint clean

help:
	@echo "make demo     show a running council on http://127.0.0.1:8080 (PORT=, DATA=, CONFIGURATION=release)"
	@echo "make test     run every test: units, both databases, pages, command, browser"
	@echo "make bench    measure a release build and print the figures"
	@echo "make build    build for development;  make release  build for use"
	@echo "make format   format the sources;     make lint     check the format"
	@echo "make clean    remove what was built"

demo:
	@scripts/demo.sh

test:
	@scripts/test.sh

bench:
	@Benchmarks/bench.sh

build:
	@scripts/needs.sh build
	swift build --product dueregard

release:
	@scripts/needs.sh build
	swift build --configuration release --product dueregard

format:
	swift format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build .test-tools
