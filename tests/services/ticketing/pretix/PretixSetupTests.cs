using System.CommandLine;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>Connecting a venue to pretix at the command line.</summary>
public sealed class PretixSetupTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    readonly StringWriter _output = new();
    readonly StringWriter _error = new();

    PretixStub _stub = null!;

    string Database => _folder.File("tickets.db");

    string DeviceFile => _folder.File("pretix.device.json");

    string Invitation => $$"""{"handshake_version": 1, "url": "{{_stub.Url}}", "token": "{{PretixStub.InitializationToken}}"}""";

    public async ValueTask InitializeAsync()
    {
        _stub = await PretixStub.StartAsync(new FakeTimeProvider());
        var e = new StubEvent { Slug = "democon" };
        e.Lists.AddRange([new StubList { Id = 12 }, new StubList { Id = 13 }]);
        _stub.Events.Add(e);
    }

    public async ValueTask DisposeAsync()
    {
        await _stub.DisposeAsync();
        _folder.Dispose();
        Assert.DoesNotContain(PretixStub.ApiToken, _output.ToString() + _error, StringComparison.Ordinal);
        Assert.DoesNotContain(PretixStub.InitializationToken, _output.ToString() + _error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_that_pretix_shows_makes_the_venue_a_device_until_it_is_disconnected()
    {
        Assert.Equal(0, await RunAsync("pretix", "connect", Invitation));
        Assert.Contains("as 'North gate' of bigevents", _output.ToString(), StringComparison.Ordinal);
        var device = PretixDevice.Load(DeviceFile);
        Assert.Equal((PretixStub.ApiToken, PretixStub.DeviceId), (device.ApiToken, device.DeviceId));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DeviceFile));
        }

        Assert.Equal(0, await RunAsync("pretix", "status", "--Ticketing:Pretix:Lists:0=democon/12"));
        Assert.Contains("pretix 2026.4.0", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("democon/12 Default list: used", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"democon/13 Default list{Environment.NewLine}", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 entries wait to be sent", _output.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, await RunAsync("pretix", "disconnect"));
        Assert.True(_stub.IsRevoked);
        Assert.False(File.Exists(DeviceFile));
    }

    [Fact]
    public async Task The_code_may_be_in_a_file_and_a_device_that_pretix_ended_can_be_disconnected()
    {
        await File.WriteAllTextAsync(_folder.File("qr.json"), Invitation, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RunAsync("pretix", "connect", _folder.File("qr.json")));
        _stub.IsRevoked = true;
        Assert.Equal(1, await RunAsync("pretix", "status"));
        Assert.Contains("does not accept the device's key", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("pretix", "disconnect"));
        Assert.False(File.Exists(DeviceFile));
    }

    [Fact]
    public async Task A_venue_whose_entries_pretix_does_not_have_yet_is_not_disconnected_by_mistake()
    {
        Assert.Equal(0, await RunAsync("pretix", "connect", Invitation));
        using (var store = new TicketStore(Database))
        {
            store.Import([new("A", "ann", "tonight", false)]);
            store.OpenByHand("tonight");
            await store.Admissions.ByCodeAsync("A", Shows.GateLane, "gate-1/1", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
            store.Database.Write(session => session.Run(
                "INSERT INTO pretix_uploads(nonce, entry, ticket, list, direction, at) SELECT request, number, ticket, 12, 0, at FROM entries"));
        }

        Assert.Equal(1, await RunAsync("pretix", "disconnect"));
        Assert.Contains("1 entries wait to be sent to pretix", _error.ToString(), StringComparison.Ordinal);
        Assert.False(_stub.IsRevoked);
        Assert.Equal(0, await RunAsync("pretix", "disconnect", "--now"));
        Assert.True(_stub.IsRevoked);
    }

    [Fact]
    public async Task A_code_is_used_once_and_a_connection_is_not_overwritten()
    {
        Assert.Equal(0, await RunAsync("pretix", "connect", Invitation));
        Assert.Equal(1, await RunAsync("pretix", "connect", Invitation));
        Assert.Contains("connected already", _error.ToString(), StringComparison.Ordinal);
        File.Delete(DeviceFile);
        Assert.Equal(1, await RunAsync("pretix", "connect", Invitation));
        Assert.Contains("This initialization token has already been used.", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(DeviceFile));
    }

    [Fact]
    public async Task A_list_that_the_device_cannot_see_is_named()
    {
        Assert.Equal(0, await RunAsync("pretix", "connect", Invitation));
        Assert.Equal(1, await RunAsync("pretix", "status", "--Ticketing:Pretix:Lists:0=democon/99"));
        Assert.Contains("democon/99: in Ticketing:Pretix:Lists, but the device cannot see it", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"handshake_version": 2, "url": "https://pretix.eu", "token": "kpp4jn8g2ynzonp6"}""", "newer way (2)")]
    [InlineData("""{"url": "https://pretix.eu", "token": "kpp4jn8g2ynzonp6"}""", "not what pretix shows")]
    [InlineData("""{"handshake_version": 1, "url": "https://pretix.eu"}""", "not what pretix shows")]
    [InlineData("""{"handshake_version": 1, "url": "http://pretix.eu", "token": "kpp4jn8g2ynzonp6"}""", "must be https")]
    [InlineData("""{"handshake_version": "one"}""", "not what pretix shows")]
    [InlineData("{nothing", "not what pretix shows")]
    [InlineData("no-such-file.json", "no-such-file.json")]
    public async Task Anything_else_is_refused_in_one_line(string given, string says)
    {
        Assert.Equal(1, await RunAsync("pretix", "connect", given));
        Assert.Contains(says, _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("democon")]
    [InlineData("democon/x")]
    [InlineData("democon/0")]
    [InlineData("../12")]
    [InlineData("democon/12@no entrance")]
    public void A_list_is_an_event_and_a_number(string list)
    {
        var options = new TicketingOptions { Venue = "demo", Pretix = { Lists = [list] } };
        Assert.Contains("Pretix:Lists", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_exclude_each_other_are_refused()
    {
        var options = new TicketingOptions { Venue = "demo", Pretix = { Lists = ["democon/12", "democon/13@vip, backstage"] } };
        options.Validate();
        options.OfflineLanes = ["gate-1"];
        Assert.Contains("OfflineLanes", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
        options.OfflineLanes = [];
        options.Pretix.TimeoutMilliseconds = 5;
        Assert.Contains("TimeoutMilliseconds", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
        options.Pretix = new PretixOptions { Lists = ["democon/12", "democon/12@vip"] };
        Assert.Contains("twice", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    Task<int> RunAsync(params string[] words) => CommandLine.Create().Parse([.. words, $"--Ticketing:Pretix:DeviceFile={DeviceFile}", $"--Ticketing:Database={Database}"])
        .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error });
}
