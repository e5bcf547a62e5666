using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>Firmware and services have one version, in one place.</summary>
public sealed class VersionTests
{
    [Fact]
    public void Assemblies_of_the_PC_and_the_firmware_have_the_same_version()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+$", FirmwareVersion.Text);
        Assert.Equal(FirmwareVersion.Text, typeof(VersionTests).Assembly.GetName().Version!.ToString(3));
        Assert.Equal(FirmwareVersion.Text, typeof(FirmwareVersion).Assembly.GetName().Version!.ToString(3));
    }
}
