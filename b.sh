#!/bin/bash
. infra/setup/environment.sh; prefer_fast_blas; exec dotnet ${R:-artifacts}/bin/ChainOfSight.Benchmarks/release/ChainOfSight.Benchmarks.dll "$@"
