using System.Text.Json;
using System.Text.Json.Nodes;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Fleet.Discovery;

/// <summary>
/// What Home Assistant is told of a pedestal: one device with a component for each of its figures, read from the messages that the
/// pedestal sends anyway. The format is https://www.home-assistant.io/integrations/mqtt/#device-discovery-payload, since 2024.11.
/// </summary>
static class DiscoveryMessage
{
    const string State = "state";
    const string Health = "health";

    static readonly Component[] All =
    [
        new("connected", "binary_sensor", State, "{{ 'ON' if value_json.online else 'OFF' }}", Class: "connectivity", IsDiagnostic: true),
        new("problem", "binary_sensor", State, "{{ 'OFF' if value_json.fault | default('none') == 'none' else 'ON' }}", Class: "problem"),
        new("fault", "sensor", State, "{{ value_json.fault | default('none') }}"),
        new("in service", "binary_sensor", State, "{{ 'ON' if value_json.service | default(false) else 'OFF' }}", IsDiagnostic: true),
        new("mode", "sensor", State, "{{ value_json.mode | default(None) }}", Class: "enum"),
        new("admitted", "sensor", Health, "{{ value_json.decisions.admitted | default(0) }}", StateClass: "total_increasing", Unit: "guests"),
        new("presentations", "sensor", Health, "{{ value_json.presentations }}", StateClass: "total_increasing", Unit: "attempts"),
        new("gate openings", "sensor", Health, "{{ value_json.gateOpenings }}", StateClass: "total_increasing", Unit: "openings"),
        new("slipped through", "sensor", Health, "{{ (value_json.passages | default({})).slippedThrough | default(0) }}",
            StateClass: "total_increasing", Unit: "people"),
        new("slowest of a hundred", "sensor", Health, "{{ (value_json.latencyUs.total.p99 / 1000) | round if value_json.latencyUs.total is defined else None }}",
            Class: "duration", StateClass: "measurement", Unit: "ms"),
        new("temperature", "sensor", Health, "{{ value_json.temperatureTenths / 10 if value_json.temperatureTenths is defined else None }}",
            Class: "temperature", StateClass: "measurement", Unit: "°C", IsDiagnostic: true),
        new("free memory", "sensor", Health, "{{ value_json.freeBytes }}", Class: "data_size", StateClass: "measurement", Unit: "B", IsDiagnostic: true),
        new("running time", "sensor", Health, "{{ value_json.upSeconds }}", Class: "duration", StateClass: "measurement", Unit: "s", IsDiagnostic: true),
    ];

    /// <summary>The message of a pedestal.</summary>
    public static byte[] Of(string venue, PedestalStatus pedestal)
    {
        var id = DiscoveryTopics.IdOf(venue, pedestal.Device);
        var device = new JsonObject
        {
            ["ids"] = new JsonArray(id), ["name"] = $"{venue} {pedestal.Device}", ["mf"] = "Palm pedestal",
            ["mdl"] = Known(pedestal, "board"), ["sw"] = Known(pedestal, "firmware"),
        };
        var components = new JsonObject();
        foreach (var component in All)
        {
            components[component.Id] = component.ToJson(venue, pedestal.Device, id);
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["dev"] = device, ["o"] = new JsonObject { ["name"] = "pedestal fleet", ["sw"] = FirmwareVersion.Text }, ["cmps"] = components,
        });
    }

    static string Known(PedestalStatus pedestal, string member) => pedestal.Text("birth", member) is { Length: > 0 } text ? text : "unknown";

    /// <summary>A figure of a pedestal.</summary>
    sealed record Component(
        string Name, string Platform, string Kind, string Template, string? Class = null, string? StateClass = null, string? Unit = null,
        bool IsDiagnostic = false)
    {
        public string Id => Name.Replace(' ', '_');

        public JsonObject ToJson(string venue, string device, string id)
        {
            var json = new JsonObject
            {
                ["p"] = Platform, ["unique_id"] = $"{id}__{Id}", ["name"] = $"{char.ToUpperInvariant(Name[0])}{Name[1..]}",
                ["stat_t"] = TopicOf(Kind), ["val_tpl"] = Template,
            };
            if (Class != "connectivity")
            {
                // The broker keeps the state of a pedestal that has gone, with its last will.
                json["avty_t"] = TopicOf(State);
                json["avty_tpl"] = "{{ 'online' if value_json.online else 'offline' }}";
            }

            foreach (var (name, value) in new[] { ("dev_cla", Class), ("stat_cla", StateClass), ("unit_of_meas", Unit), ("ent_cat", IsDiagnostic ? "diagnostic" : null) })
            {
                if (value is not null)
                {
                    json[name] = value;
                }
            }

            if (Class == "enum")
            {
                json["ops"] = new JsonArray([.. Enum.GetValues<LaneMode>().Select(mode => JsonValue.Create(SettingsWords.Of(mode)))]);
            }

            return json;

            string TopicOf(string kind) => $"{Topic.Root}/{venue}/{device}/{kind}";
        }
    }
}
