using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pedestal.Ticketing.Tests;

/// <summary>Check-ins and their annulment, with the answers that pretix documents for each.</summary>
sealed partial class PretixStub
{
    static readonly TimeSpan LatestAnnulment = TimeSpan.FromMinutes(15);

    /// <summary>A check-in at another device, or by staff.</summary>
    internal StubCheckin CheckInElsewhere(StubPosition position, long list, string type = "entry", DateTimeOffset? at = null)
    {
        var checkin = new StubCheckin { Id = ++_numbers, List = list, Type = type, Datetime = at ?? Now, DeviceId = 77 };
        Touch(position.Order, () => position.AllCheckins.Add(checkin));
        return checkin;
    }

    /// <summary>Makes the check-in of a request whose answer will never arrive.</summary>
    internal async Task RedeemSilentlyAsync(HttpContext context)
    {
        var body = await BodyAsync(context);
        Change(() => Redeem(body));
    }

    void MapCheckins()
    {
        _app.MapPost(Root + "/checkinrpc/redeem/", async context =>
        {
            var body = await BodyAsync(context);
            var (status, answer) = Change(() => Redeem(body));
            await SayAsync(context, status, answer);
        });
        _app.MapPost(Root + "/checkinrpc/annul/", async context =>
        {
            var body = await BodyAsync(context);
            var (status, answer) = Change(() => Annul(body));
            await SayAsync(context, status, answer);
        });
    }

    (int Status, object Answer) Redeem(JsonElement body)
    {
        var secret = body.GetProperty("secret").GetString();
        var id = body.GetProperty("lists").EnumerateArray().Single().GetInt64();
        if (Events.FirstOrDefault(e => e.Lists.Any(l => l.Id == id)) is not { } e)
        {
            return (400, new { lists = new[] { $"Invalid pk \"{id}\" - object does not exist." } });
        }

        var list = e.Lists.Single(l => l.Id == id);
        var force = body.TryGetProperty("force", out var forced) && forced.GetBoolean();
        var candidates = e.Orders.SelectMany(o => o.Positions).Where(p => p.Secret == secret).ToList();
        if (candidates.Count == 0 && body.TryGetProperty("source_type", out var type) && type.GetString() != "barcode")
        {
            candidates = [.. Media.Where(m => m.Active && m.Type == type.GetString() && m.Identifier == secret)
                .SelectMany(m => Positions.Where(p => m.LinkedOrderpositions.Contains(p.Id)))];
        }

        if (candidates.Count == 0 && e.Revoked.FirstOrDefault(r => r.Secret == secret) is { Position: { } revoked })
        {
            if (!force)
            {
                return Error("revoked", revoked);
            }

            candidates.Add(revoked);
        }

        return candidates.Count switch
        {
            0 => (404, new { detail = "Not found.", status = "error", reason = "invalid", reason_explanation = (string?)null, require_attention = false, checkin_texts = Array.Empty<string>() }),
            > 1 => Error("ambiguous", candidates[0]),
            _ => CheckIn(candidates[0], list, force, body),
        };
    }

    (int Status, object Answer) CheckIn(StubPosition p, StubList list, bool force, JsonElement body)
    {
        var at = body.TryGetProperty("datetime", out var said) && said.ValueKind == JsonValueKind.String
            ? said.GetDateTimeOffset() : Now;
        var isExit = body.TryGetProperty("type", out var type) && type.GetString() == "exit";
        var nonce = body.TryGetProperty("nonce", out var given) ? given.GetString() : null;
        if (!body.TryGetProperty("questions_supported", out var questions) || questions.GetBoolean())
        {
            return (400, new { status = "incomplete", require_attention = false, checkin_texts = Array.Empty<string>(), position = Shown(p), questions = new[] { new { id = 1 } } });
        }

        if (p.Canceled || p.Order.Status is "c" or "e")
        {
            return Error("canceled", p);
        }

        if (list.LimitProducts?.Contains(p.Item) == false)
        {
            return Error("product", p);
        }

        var isPaid = p.Order.Status == "p" || (p.Order.ValidIfPending && !p.Order.RequireApproval);
        var refusal = force ? null
            : p.Blocked is not null ? "blocked"
            : !isExit && (p.ValidFrom > at || p.ValidUntil < at) ? "invalid_time"
            : p.Order.RequireApproval ? "unapproved"
            : !isPaid ? "unpaid"
            : !isExit && list is { HasRules: true, RuleRefusal: not null } ? "rules"
            : null;
        if (refusal is not null)
        {
            return Error(refusal, p, refusal == "rules" ? list.RuleRefusal : null);
        }

        var last = p.Checkins.Where(c => c.List == list.Id).OrderBy(c => c.Datetime).ToList();
        if (nonce is not null && last.Any(c => c.Nonce == nonce && c.DeviceId == DeviceId && (c.Type == "exit") == isExit))
        {
            return Ok(p);
        }

        var isAllowed = isExit || list.AllowMultipleEntries || last.All(c => c.Type == "exit")
            || (list.AllowEntryAfterExit && last[^1].Type == "exit");
        if (!isAllowed && !force)
        {
            return Error("already_redeemed", p);
        }

        p.AllCheckins.Add(new StubCheckin
        {
            Id = ++_numbers, List = list.Id, Type = isExit ? "exit" : "entry", Datetime = at, Nonce = nonce, DeviceId = DeviceId, Forced = force && !isAllowed,
        });
        p.Order.LastModified = Now;
        return Ok(p);
    }

    (int Status, object Answer) Annul(JsonElement body)
    {
        var nonce = body.GetProperty("nonce").GetString();
        var lists = body.GetProperty("lists").EnumerateArray().Select(l => l.GetInt64()).ToList();
        var found = Positions.SelectMany(p => p.AllCheckins.Select(c => (Position: p, Checkin: c)))
            .Where(f => f.Checkin.Nonce == nonce && lists.Contains(f.Checkin.List) && f.Checkin.DeviceId == DeviceId).ToList();
        if (found.Count == 0)
        {
            return (404, new { detail = "No check-in found based on nonce" });
        }

        if (found.Count > 1 || found[0].Checkin.ErrorReason is not null)
        {
            return (400, new[] { found.Count > 1 ? "Multiple check-ins found based on nonce" : "Cannot annul an unsuccessful checkin" });
        }

        var at = body.TryGetProperty("datetime", out var said) && said.ValueKind == JsonValueKind.String ? said.GetDateTimeOffset() : Now;
        if (at - found[0].Checkin.Datetime > LatestAnnulment)
        {
            return (400, new { non_field_errors = new[] { "Annulment is not allowed more than 15 minutes after check-in" } });
        }

        found[0].Checkin.ErrorReason = "annulled";
        found[0].Position.Order.LastModified = Now;
        return (200, new { status = "ok" });
    }

    static (int Status, object Answer) Ok(StubPosition p) => (201, new
    {
        status = "ok", position = Shown(p), require_attention = p.Order.CheckinAttention || p.Event.Items.GetValueOrDefault(p.Item), checkin_texts = Array.Empty<string>(),
        list = new { id = 1, name = "Default check-in list" },
    });

    static (int Status, object Answer) Error(string reason, StubPosition p, string? explanation = null) => (400, new
    {
        status = "error", reason, reason_explanation = explanation, require_attention = false, checkin_texts = Array.Empty<string>(), position = Shown(p),
    });
}
