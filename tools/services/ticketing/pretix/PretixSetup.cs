using System.Runtime.InteropServices;
using Pedestal.Hal;
using Pedestal.Storage;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>Makes this venue a device of pretix, and ends that.</summary>
static class PretixSetup
{
    const string Brand = "Palm pedestal";
    const string RestApi = "api/v1/";

    /// <summary>Uses up an invitation.</summary>
    /// <exception cref="PretixException">pretix refuses it or gives no answer.</exception>
    internal static async Task<PretixDevice> InitializeAsync(
        PretixInvitation invitation, TimeProvider time, CancellationToken cancellation)
    {
        using var client = new PretixClient(invitation.Url, key: null, time);
        var answer = await client.SendAsync(
            HttpMethod.Post, RestApi + "device/initialize", Description(invitation.Token), PretixClient.Patience, cancellation);
        if (answer.Status != 200)
        {
            // One text per wrong field; here the field is the token.
            var why = answer.Status == 400 && PretixJson.Read<Refusal>(answer.Body).Token is [var sentence, ..] ? sentence : $"Status {answer.Status}.";
            throw new PretixException(PretixFault.Refused, TerminalText.Safe(why, 200));
        }

        var initialized = PretixJson.Read<Initialized>(answer.Body);
        return initialized is { Organizer.Length: > 0, ApiToken.Length: > 0 }
            ? new PretixDevice(invitation.Url.ToString(), initialized.Organizer, initialized.DeviceId, initialized.UniqueSerial ?? "",
                initialized.ApiToken, initialized.Name ?? "")
            : throw new PretixException(PretixFault.Broken, "a response that is not pretix's");
    }

    /// <summary>Tells pretix which version runs now, once for each.</summary>
    internal static async Task UpdateAsync(PretixClient client, Database database, CancellationToken cancellation)
    {
        const string Software = "software";
        if (database.Read(session => PretixNotes.Get(session, Software)) != FirmwareVersion.Text)
        {
            (await client.SendAsync(
                HttpMethod.Post, RestApi + "device/update", Description(token: null), PretixClient.Patience, cancellation)).Success();
            database.Write(session => PretixNotes.Set(session, Software, FirmwareVersion.Text));
        }
    }

    /// <summary>The version of pretix.</summary>
    internal static async Task<string> VersionAsync(PretixClient client, CancellationToken cancellation) =>
        (await client.GetAsync<Info>(RestApi + "device/info", cancellation)).Server?.Version?.Pretix ?? "unknown";

    /// <summary>The check-in lists that the device may see, each with its event's short form and its name.</summary>
    internal static async Task<List<(string Event, long List, string Name)>> ListsAsync(
        PretixClient client, PretixDevice device, CancellationToken cancellation)
    {
        var lists = new List<(string, long, string)>();
        var events = $"{RestApi}organizers/{device.Organizer}/events/";
        await foreach (var page in client.PagesAsync<NamedEvent>(events, cancellation))
        {
            foreach (var e in page)
            {
                await foreach (var found in client.PagesAsync<NamedList>($"{events}{e.Slug}/checkinlists/", cancellation))
                {
                    lists.AddRange(found.Select(list => (e.Slug, list.Id, list.Name)));
                }
            }
        }

        return lists;
    }

    /// <summary>Ends the device's key; it cannot be given back.</summary>
    internal static async Task RevokeAsync(PretixClient client, CancellationToken cancellation) =>
        (await client.SendAsync(HttpMethod.Post, RestApi + "device/revoke", new { }, PretixClient.Patience, cancellation)).Success();

    static object Description(string? token) => new
    {
        token, hardware_brand = Brand, hardware_model = "Venue", os_name = RuntimeInformation.RuntimeIdentifier,
        os_version = RuntimeInformation.OSDescription, software_brand = Brand, software_version = FirmwareVersion.Text,
    };

    sealed record Initialized(string? Organizer, long DeviceId, string? UniqueSerial, string? ApiToken, string? Name);

    sealed record Refusal(string[]? Token);

    sealed record Info(Server? Server);

    sealed record Server(Version? Version);

    sealed record Version(string? Pretix);

    sealed record NamedEvent(string Slug);

    sealed record NamedList(long Id, string Name);
}
