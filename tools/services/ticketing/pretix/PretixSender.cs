using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>
/// Tells pretix of entries and of those undone, with the time at which they happened, whether they were allowed or not: they happened.
/// </summary>
sealed class PretixSender(PretixUploads uploads, PretixClient client, PretixDevice device, TimeProvider time, ILogger logger)
{
    const string Undone = "Undone by the venue, or nobody passed";

    readonly string _path = PretixReader.PathOf(device) + "checkinrpc/";

    /// <summary>Sends what is due; returns how many.</summary>
    /// <exception cref="PretixException">pretix gave no answer; the rest is sent the next time.</exception>
    internal async Task<int> SendAsync(IReadOnlyList<PretixMirrorList> lists, bool isOnline, CancellationToken cancellation)
    {
        var before = isOnline || lists.Any(list => list.NeedsPretix) ? time.GetUtcNow() - PretixOnline.Longest : DateTimeOffset.MaxValue;
        while (uploads.TakeUp(lists, before))
        {
        }

        var due = uploads.Due(time.GetUtcNow());
        foreach (var upload in due)
        {
            await (upload.IsUndone ? AnnulAsync(upload, cancellation) : RedeemAsync(upload, cancellation));
        }

        return due.Count;
    }

    async Task RedeemAsync(PretixUpload upload, CancellationToken cancellation)
    {
        uploads.Sending(upload.Nonce);
        var answer = await RedeemAsync(
            upload.Secret ?? "", upload.List, upload.Direction, upload.At, upload.Nonce, force: true, PretixClient.Patience, cancellation);
        if (answer.Status == "ok")
        {
            uploads.Sent(upload.Nonce, time.GetUtcNow());
        }
        else
        {
            Refused(upload, answer.Reason ?? answer.Status ?? "unknown");
        }
    }

    /// <summary>One check-in; only an answer of pretix's check-in is one.</summary>
    /// <exception cref="PretixException">There is no answer.</exception>
    internal async Task<PretixRedeemed> RedeemAsync(string secret, long list, Direction direction, DateTimeOffset at, string nonce, bool force,
        TimeSpan patience, CancellationToken cancellation)
    {
        var answer = await client.SendAsync(
            HttpMethod.Post, _path + "redeem/",
            new
            {
                secret, source_type = "barcode", lists = new[] { list }, type = direction == Direction.Out ? "exit" : "entry", force,
                datetime = at, nonce, questions_supported = false,
            },
            patience, cancellation);

        // 400 and 404 are answers too, if they have a status; without one the request itself is wrong.
        return PretixJson.ReadObject<PretixRedeemed>(answer.Body) is { Status: not null } redeemed ? redeemed
            : throw new PretixException(PretixFault.Refused, $"check-in list {list} is not among those that the device may use (status {answer.Status})");
    }

    async Task AnnulAsync(PretixUpload upload, CancellationToken cancellation)
    {
        var answer = await client.SendAsync(
            HttpMethod.Post, _path + "annul/",
            new { nonce = upload.Nonce, lists = new[] { upload.List }, datetime = upload.UndoneAt, error_explanation = Undone },
            PretixClient.Patience, cancellation);

        // 404: pretix never had it. 400 with a sentence: it is annulled already. 400 with fields: too late, and it stays.
        if (answer.Status != 400 || IsSentence(answer.Body))
        {
            uploads.Annulled(upload.Nonce);
        }
        else
        {
            Refused(upload, "annulment too late");
        }
    }

    void Refused(PretixUpload upload, string reason)
    {
        uploads.Refused(upload.Nonce, TerminalText.Safe(reason, 40));
        logger.LogWarning("pretix does not take the {What} {Nonce} at list {List}: {Reason}. It counts here, and not in pretix",
            upload.IsUndone ? "annulment of" : "entry", upload.Nonce, upload.List, TerminalText.Safe(reason, 40));
    }

    static bool IsSentence(byte[] body)
    {
        try
        {
            using var read = JsonDocument.Parse(body);
            return read.RootElement.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
