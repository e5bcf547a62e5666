using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Matcher.Tests;

public sealed class KeyRefusalTests
{
    [Fact]
    public void The_first_wrong_key_is_logged_at_once_and_a_flood_of_them_is_throttled()
    {
        var time = new FakeTimeProvider();
        var log = new RecordingLog();
        var refusals = new KeyRefusals(time, log);
        for (var i = 0; i < 500; i++)
        {
            refusals.Refused(IPAddress.Loopback);
        }

        Assert.Contains("127.0.0.1", Assert.Single(Lines()), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(1));
        refusals.Refused(IPAddress.Loopback);
        Assert.Equal(2, Lines().Length);
        Assert.Contains("499 more", Lines()[1], StringComparison.Ordinal);

        string[] Lines() => log.Text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
