using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pedestal.Ticketing.Tests;

/// <summary>The lists: events, check-in lists, products, orders, revoked and blocked codes, reusable media.</summary>
sealed partial class PretixStub
{
    const string Root = "/api/v1/organizers/" + Organizer;

    void MapEvents()
    {
        _app.MapGet(Root + "/events/", context => PageAsync(context, Events, e => Shown(e)));
        MapEvent("", (context, e) => SayAsync(context, 200, Shown(e)));
        MapEvent("checkinlists/", (context, e) => PageAsync(context, e.Lists, Shown));
        _app.MapGet(Root + "/events/{slug}/checkinlists/{id:long}/", async (HttpContext context, string slug, long id) =>
        {
            var list = Events.FirstOrDefault(e => e.Slug == slug)?.Lists.FirstOrDefault(l => l.Id == id);
            await (list is null ? NotFoundAsync(context) : SayAsync(context, 200, Shown(list)));
        });
        MapEvent("items/", (context, e) => PageAsync(context, e.Items, item => new
        {
            id = item.Key, name = new { en = "Ticket" }, admission = true, checkin_attention = item.Value,
        }));
        MapEvent("revokedsecrets/", (context, e) => PageAsync(context,
            e.Revoked.Where(r => r.Created >= Since(context, "created_since")),
            r => new { id = 1, secret = r.Secret, created = Iso(r.Created) }));
        MapEvent("blockedsecrets/", (context, e) => PageAsync(context,
            e.BlockedSecrets.Where(b => b.Value.Updated >= Since(context, "updated_since")),
            b => new { id = 1, secret = b.Key, blocked = b.Value.Blocked, updated = Iso(b.Value.Updated) }));
    }

    void MapEvent(string path, Func<HttpContext, StubEvent, Task> answer) =>
        _app.MapGet($"{Root}/events/{{slug}}/{path}", async (HttpContext context, string slug) =>
            await (Events.FirstOrDefault(e => e.Slug == slug) is { } found ? answer(context, found)
                : SayAsync(context, 403, new { detail = "You do not have permission to perform this action." })));

    void MapOrders() => MapEvent("orders/", (context, e) => PageAsync(context,
        e.Orders.Where(o => o.LastModified >= Since(context, "modified_since")).OrderBy(o => o.LastModified).ThenBy(o => o.Code),
        o => new
        {
            code = o.Code, @event = e.Slug, status = o.Status, testmode = false, secret = "k24fiuwvu8kxz3y1", email = "tester@example.org",
            customer = o.Customer, require_approval = o.RequireApproval, valid_if_pending = o.ValidIfPending,
            checkin_attention = o.CheckinAttention, last_modified = Iso(o.LastModified), total = "23.00",
            positions = o.Positions.Where(p => !p.Canceled || context.Request.Query["include_canceled_positions"] == "true").Select(Shown),
        }));

    void MapMedia()
    {
        _app.MapGet(Root + "/reusablemedia/", context => PageAsync(context,
            Media.Where(m => m.Updated >= Since(context, "updated_since")
                && (context.Request.Query["type"].FirstOrDefault() ?? m.Type) == m.Type
                && (context.Request.Query["identifier"].FirstOrDefault() ?? m.Identifier) == m.Identifier).OrderBy(m => m.Updated),
            Shown));
        _app.MapPost(Root + "/reusablemedia/", async context =>
        {
            var body = await BodyAsync(context);
            var identifier = body.GetProperty("identifier").GetString()!;
            if (Media.Any(m => m.Identifier == identifier))
            {
                await SayAsync(context, 400, new
                {
                    identifier = new[] { "A medium with the same identifier and type already exists in your organizer account." },
                });
                return;
            }

            var medium = Medium(identifier);
            Apply(medium, body);
            await SayAsync(context, 201, Shown(medium));
        });
        _app.MapPatch(Root + "/reusablemedia/{id:long}/", async (HttpContext context, long id) =>
        {
            var body = await BodyAsync(context);
            if (Media.FirstOrDefault(m => m.Id == id) is not { } medium)
            {
                await NotFoundAsync(context);
                return;
            }

            Apply(medium, body);
            await SayAsync(context, 200, Shown(medium));
        });
    }

    void Apply(StubMedium medium, System.Text.Json.JsonElement body) => Touch(medium, () =>
    {
        medium.Active = body.TryGetProperty("active", out var active) ? active.GetBoolean() : medium.Active;
        medium.Customer = body.TryGetProperty("customer", out var customer) ? customer.GetString() : medium.Customer;
        medium.LinkedOrderpositions = body.TryGetProperty("linked_orderpositions", out var linked)
            ? [.. linked.EnumerateArray().Select(p => p.GetInt64())] : medium.LinkedOrderpositions;
    });

    static object Shown(StubEvent e) => new
    {
        name = new { en = e.Slug }, slug = e.Slug, live = true, testmode = false, date_from = Iso(e.DateFrom), date_to = Iso(e.DateTo),
        date_admission = Iso(e.DateAdmission), has_subevents = false, timezone = "Europe/Berlin",
    };

    static object Shown(StubList list) => new
    {
        id = list.Id, name = "Default list", all_products = list.LimitProducts is null, limit_products = list.LimitProducts ?? [],
        subevent = (long?)null, include_pending = list.IncludePending, allow_multiple_entries = list.AllowMultipleEntries,
        allow_entry_after_exit = list.AllowEntryAfterExit, addon_match = list.AddonMatch, exit_all_at = (string?)null,
        rules = list.HasRules ? (object)new Dictionary<string, object> { ["and"] = Array.Empty<object>() } : new { },
        position_count = 0, checkin_count = 0,
    };

    static object Shown(StubPosition p) => new
    {
        id = p.Id, order = p.Order.Code, positionid = 1, canceled = p.Canceled, item = p.Item, variation = (long?)null, price = "23.00",
        attendee_name = "Peter", secret = p.Secret, addon_to = (long?)null, subevent = (long?)null, blocked = p.Blocked,
        valid_from = Iso(p.ValidFrom), valid_until = Iso(p.ValidUntil),
        checkins = p.Checkins.Select(c => new
        {
            id = c.Id, list = c.List, datetime = Iso(c.Datetime), type = c.Type, gate = (long?)null, device = 2, device_id = c.DeviceId,
            auto_checked_in = false,
        }),
    };

    static object Shown(StubMedium m) => new
    {
        id = m.Id, organizer = Organizer, identifier = m.Identifier, created = Iso(m.Updated), updated = Iso(m.Updated), type = m.Type,
        active = m.Active, expires = Iso(m.Expires), customer = m.Customer, linked_orderpositions = m.LinkedOrderpositions,
        linked_giftcard = (long?)null, info = new { }, notes = (string?)null,
    };

    static DateTimeOffset Since(HttpContext context, string name) =>
        context.Request.Query[name].FirstOrDefault() is { } text
            ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
}
