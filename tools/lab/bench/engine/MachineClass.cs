using System.Runtime.InteropServices;
using Pedestal.Engine;

namespace Pedestal.Bench;

/// <summary>What must be known about a machine to compare figures.</summary>
/// <param name="Processor">Its name as reported by the system.</param>
/// <param name="Architecture">Instruction set.</param>
/// <param name="Cores">Logical cores that the process may use.</param>
/// <param name="Vectors">Kernels that the engine chose.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="OperatingSystem">Operating system.</param>
sealed record MachineClass(
    string Processor, string Architecture, int Cores, string Vectors, string Runtime, string OperatingSystem)
{
    /// <summary>This machine.</summary>
    public static MachineClass Here() => new(
        ProcessorName(), RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
        Kernels.Supported[0].Name, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);

    static string ProcessorName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        if (!File.Exists(CpuInfo))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
        }

        var lines = File.ReadAllLines(CpuInfo);
        string Field(string name) => lines
            .FirstOrDefault(line => line.StartsWith(name + "\t", StringComparison.Ordinal))?
            .Split(':', 2)[^1].Trim() ?? "unknown";
        return $"{Field("model name")}, family {Field("cpu family")}, model {Field("model")}";
    }
}
