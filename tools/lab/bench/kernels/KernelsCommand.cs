using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pedestal.Bench;

/// <summary>The command that measures the engine's kernels, without memory, threads or selection.</summary>
static class KernelsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("kernels", "Nanoseconds per template for every kernel that this processor supports.");
        command.SetAction(_ =>
        {
            var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            BenchmarkRunner.Run<KernelBenchmarks>(config);
        });
        return command;
    }
}
