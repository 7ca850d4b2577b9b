// Classes of tests run side by side, one a core, but for those that change what all of the process shares.
[assembly: Parallelizable(ParallelScope.Fixtures)]
