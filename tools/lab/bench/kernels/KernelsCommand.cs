using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pedestal.Bench;

/// <summary>The verb that measures the engine's kernels, without memory, threads or selection.</summary>
static class KernelsCommand
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var command = new Command("kernels", "Nanoseconds per template of every kernel that this processor has.");
        command.SetAction(_ =>
        {
            var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            BenchmarkRunner.Run<KernelBenchmarks>(config);
        });
        return command;
    }
}
