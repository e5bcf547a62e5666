using System.Text;

namespace Pedestal.Fuzz;

/// <summary>Every parser of bytes that come from outside, of device and services.</summary>
public static class Targets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. WireTargets.All, .. DeviceTargets.All, .. FileTargets.All, .. ServiceTargets.All];

    /// <summary>A text as bytes.</summary>
    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes as a text, of whatever they are.</summary>
    internal static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
