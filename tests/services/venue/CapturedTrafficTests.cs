using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>What somebody who reads all of a venue's MQTT traffic can see.</summary>
public sealed class CapturedTrafficTests : IAsyncLifetime
{
    const int Window = 16;

    // Opening, six samples, binding, entry, redemption: ten requests and their replies.
    const int Messages = 20;
    const string Code = "CODE-OF-A-GUEST-THAT-NOBODY-SEES";
    readonly Venue _venue = new();

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Neither_templates_nor_tokens_nor_codes_nor_keys_can_be_read()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var captured = new ConcurrentQueue<byte[]>();
        var all = new TaskCompletionSource();
        await using var spy = new ServiceLink(
            new ServiceLinkOptions { Port = _venue.BrokerPort, ClientId = "spy" }, NullLogger.Instance);
        await spy.SubscribeAsync("#", (_, payload) =>
        {
            captured.Enqueue(payload.ToArray());
            if (captured.Count >= Messages)
            {
                all.TrySetResult();
            }

            return Task.CompletedTask;
        }, cancellation);
        await spy.StartAsync(cancellation);
        await spy.WaitConnectedAsync(cancellation);

        _venue.Import($"{Code},account-of-a-guest-that-nobody-sees,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync(Code, 1));
        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(Guests.Capture(1, PalmSide.Right, 50), RequestIds.Next())).Decision);
        await all.Task.WaitAsync(cancellation);
        var traffic = captured.SelectMany(p => p).ToArray();
        foreach (var secret in Secrets())
        {
            for (var i = 0; i + Window <= secret.Length; i++)
            {
                Assert.Equal(-1, traffic.AsSpan().IndexOf(secret.AsSpan(i, Window)));
            }
        }
    }

    [Fact]
    public async Task The_log_contains_decisions_and_no_secrets()
    {
        _venue.Import($"{Code},account-of-a-guest-that-nobody-sees,tonight,valid");
        Assert.Equal(Decision.Enrolled, await _venue.Device.EnrolAsync(Code, 1));
        Assert.Equal(Decision.Admitted, (await _venue.Device.EnterAsync(Guests.Capture(1, PalmSide.Right, 50), RequestIds.Next())).Decision);
        var log = _venue.Log;
        Assert.Contains("Enter at gate-1: Admitted", log);
        Assert.Contains("Enrol at gate-1: Enrolled", log);
        Assert.DoesNotContain("nobody-sees", log, StringComparison.OrdinalIgnoreCase);
        foreach (var secret in Secrets())
        {
            var start = secret.AsSpan(secret.Length / 2, 8);
            Assert.DoesNotContain(Convert.ToHexString(start), log, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(start)[..8], log);
        }
    }

    IEnumerable<byte[]> Secrets()
    {
        yield return Encoding.ASCII.GetBytes(Code);
        foreach (var key in _venue.Keys)
        {
            yield return key;
        }

        var store = _venue.Matcher.GetRequiredService<PalmStore>();
        yield return store.Tokens.Find(store.Templates.ReadAll().Templates[0].Palm, RelyingParty.Ticketing)!;

        // Only the planes: the validity plane is mostly ones, which may occur anywhere.
        const int planes = TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;
        yield return Guests.Capture(1, PalmSide.Right, 50)[TemplateFormat.PlanesOffset..][..planes];
        for (var i = 0; i < 6; i++)
        {
            var sample = Guests.Capture(1, i < 3 ? PalmSide.Left : PalmSide.Right, i);
            yield return sample[TemplateFormat.PlanesOffset..][..planes];
        }
    }
}
