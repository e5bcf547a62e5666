namespace Pedestal.Hal
{
    /// <summary>
    /// The version of firmware and services. The device's build compiles this file, and the PC's build reads the version from it
    /// (Directory.Build.props).
    /// </summary>
    public static class FirmwareVersion
    {
        /// <summary>Major, minor and patch.</summary>
        public const string Text = "1.0.0";
    }
}
