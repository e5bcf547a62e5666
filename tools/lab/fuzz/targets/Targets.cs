using System.Text;

namespace Pedestal.Fuzz;

/// <summary>Every parser of bytes from outside, on device and services.</summary>
public static class Targets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. WireTargets.All, .. DeviceTargets.All, .. FileTargets.All, .. ServiceTargets.All];

    /// <summary>Encodes a text as bytes.</summary>
    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Decodes any bytes as text.</summary>
    internal static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
