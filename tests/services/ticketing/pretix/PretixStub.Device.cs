using Microsoft.AspNetCore.Builder;

namespace Pedestal.Ticketing.Tests;

/// <summary>Initialising, describing and ending a device.</summary>
sealed partial class PretixStub
{
    void MapDevice()
    {
        _app.MapPost("/api/v1/device/initialize", async context =>
        {
            var body = await BodyAsync(context);
            if (!body.TryGetProperty("software_version", out _) || !body.TryGetProperty("hardware_model", out _))
            {
                await SayAsync(context, 400, new { hardware_model = new[] { "This field is required." } });
            }
            else if (IsInitialized || body.GetProperty("token").GetString() != InitializationToken)
            {
                await SayAsync(context, 400, new { token = new[] { IsInitialized ? "This initialization token has already been used." : "Unknown initialization token." } });
            }
            else
            {
                IsInitialized = true;
                await SayAsync(context, 200, Device());
            }
        });
        _app.MapGet("/api/v1/device/info", context => SayAsync(context, 200,
            new { device = Device(), server = new { version = new { pretix = "2026.4.0" } }, medium_key_sets = Array.Empty<object>() }));
        _app.MapPost("/api/v1/device/update", async context =>
        {
            SoftwareVersion = (await BodyAsync(context)).GetProperty("software_version").GetString();
            await SayAsync(context, 200, Device());
        });
        _app.MapPost("/api/v1/device/revoke", context =>
        {
            IsRevoked = true;
            return SayAsync(context, 200, Device());
        });
    }

    static object Device() => new
    {
        organizer = Organizer, device_id = DeviceId, unique_serial = "HHZ9LW9JWP390VFZ", api_token = ApiToken, name = "North gate",
        security_profile = "full", gate = (object?)null,
    };
}
