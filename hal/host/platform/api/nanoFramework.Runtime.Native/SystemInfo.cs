namespace nanoFramework.Runtime.Native;

/// <summary>The firmware image.</summary>
public static class SystemInfo
{
    /// <summary>The image's version; on a PC, that of the .NET runtime.</summary>
    public static Version Version => Environment.Version is { Revision: >= 0 } version
        ? version
        : new Version(Environment.Version.Major, Environment.Version.Minor, Math.Max(Environment.Version.Build, 0), 0);
}
