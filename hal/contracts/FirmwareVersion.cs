namespace Pedestal.Hal
{
    /// <summary>
    /// The version of everything in this repository. The device's build compiles it, and the PC's reads it here for its assemblies
    /// (Directory.Build.props).
    /// </summary>
    public static class FirmwareVersion
    {
        /// <summary>Major, minor and patch.</summary>
        public const string Text = "1.0.0";
    }
}
