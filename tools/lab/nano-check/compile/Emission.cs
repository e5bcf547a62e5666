using Microsoft.CodeAnalysis.Emit;

namespace Pedestal.NanoCheck;

/// <summary>How assemblies are written.</summary>
static class Emission
{
    // The core library is the contract's own, so nothing else says which metadata to write.
    static readonly EmitOptions Base = new(runtimeMetadataVersion: "v4.0.30319");

    /// <summary>Declarations only.</summary>
    internal static EmitOptions Declarations { get; } = Base.WithEmitMetadataOnly(true);

    /// <summary>Code, with the places it comes from in a stream of their own.</summary>
    internal static EmitOptions Code { get; } = Base.WithDebugInformationFormat(DebugInformationFormat.PortablePdb);
}
