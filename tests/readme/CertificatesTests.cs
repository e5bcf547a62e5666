using System.Globalization;

namespace Pedestal.Readme.Tests;

/// <summary>The command lines printed by "venue certificates", run with a real Mosquitto, the services, an operator and a pedestal.</summary>
public sealed class CertificatesTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_printed_commands_connect_everybody()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/mosquitto") || File.Exists("/usr/bin/mosquitto"),
            "Mosquitto is not installed (Debian: apt-get install mosquitto)");
        Marks.TryRead("<!-- commands: until stopped -->", "", out var serves);
        await using var checkout = new Checkout();
        var port = Checkout.FreePort().ToString(CultureInfo.InvariantCulture);
        await checkout.RunAsync("dotnet run --project tools/services/venue -- provision --venue demo --device gate-1", Marks.None, "", Cancellation);
        var told = await checkout.RunAsync(
            $"dotnet run --project tools/services/venue -- certificates --host 127.0.0.1 --port {port}", Marks.None, "", Cancellation);
        string[] lines = [.. told.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];

        var broker = Line("mosquitto -c");
        if (Environment.IsPrivilegedProcess)
        {
            // Instead of chown: a test's folder is closed to other users.
            await checkout.RunAsync($"{broker.Split("&&")[0]} && echo user root >> mosquitto.conf", Marks.None, "", Cancellation);
        }

        await checkout.RunAsync(broker, serves!, "", Cancellation);
        await checkout.RunAsync(Line("tools/services/venue"), serves!, "", Cancellation);
        await checkout.RunAsync(Line("tools/virtual-pedestal"), serves!, "", Cancellation);
        await checkout.RunAsync($"until {Line("tools/field/fleet")} --once | grep -q 'gate-1: ok'; do :; done", Marks.None, "", Cancellation);

        string Line(string program) => lines.First(line => line.Contains(program, StringComparison.Ordinal));
    }
}
