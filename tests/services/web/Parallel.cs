// Every test has a site of its own, and waits for pages more than it computes.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All)]
