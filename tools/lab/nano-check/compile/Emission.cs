using Microsoft.CodeAnalysis.Emit;

namespace Pedestal.NanoCheck;

/// <summary>How assemblies are written.</summary>
static class Emission
{
    // The core library is the contract's, so the metadata version must be given here.
    static readonly EmitOptions Base = new(runtimeMetadataVersion: "v4.0.30319");

    /// <summary>Declarations only.</summary>
    internal static EmitOptions Declarations { get; } = Base.WithEmitMetadataOnly(true);

    /// <summary>Code, with debug information in a separate stream.</summary>
    internal static EmitOptions Code { get; } = Base.WithDebugInformationFormat(DebugInformationFormat.PortablePdb);
}
