using System.Text.Json;
using Pedestal.ConsoleTool.Link;
using Pedestal.ConsoleTool.Pictures;

namespace Pedestal.ConsoleTool.Report;

/// <summary>The content of a commissioning report.</summary>
/// <param name="Info">Record of <c>info</c>.</param>
/// <param name="Status">Record of <c>status</c>.</param>
/// <param name="Network">Records of <c>net</c> and <c>mqtt</c>.</param>
/// <param name="Items">Items of the self test.</param>
/// <param name="Pictures">The capture; null when none was taken.</param>
/// <param name="NoPictures">Why no capture was taken.</param>
/// <param name="Latency">Rows of <c>latency</c>.</param>
/// <param name="BudgetMilliseconds">The lane's budget.</param>
/// <param name="Settings">Records of <c>config</c>.</param>
sealed record Commissioning(
    JsonElement Info,
    JsonElement Status,
    IReadOnlyList<JsonElement> Network,
    IReadOnlyList<TestItem> Items,
    CapturePictures? Pictures,
    string NoPictures,
    IReadOnlyList<LatencyRow> Latency,
    int? BudgetMilliseconds,
    IReadOnlyList<JsonElement> Settings)
{
    /// <summary>The result of the self test: fail, incomplete when something was skipped, or pass.</summary>
    public string Verdict => Items.Any(item => item.Result == "fail") ? "fail"
        : Items.Count == 0 || Items.Any(item => item.Result != "pass") ? "incomplete"
        : "pass";

    /// <summary>Collects everything from the pedestal.</summary>
    public static async Task<Commissioning> CollectAsync(
        DeviceSession device, string? code, bool gate, Action<string> progress, CancellationToken cancellation)
    {
        progress("device");
        var info = One(await device.RunAsync("info", null, cancellation), "info");
        var status = One(await device.RunAsync("status", null, cancellation), "status");
        JsonElement[] network =
        [
            .. (await TryAsync(device, "net", cancellation)).Records, .. (await TryAsync(device, "mqtt", cancellation)).Records,
        ];
        progress("self test");
        var items = ItemsOf(await device.RunAsync("selftest", progress, cancellation));
        CapturePictures? pictures = null;
        var reason = "Pictures need service mode: give the service code with --code.";
        if (code != null)
        {
            await device.RunAsync($"service {code}", null, cancellation);
            try
            {
                items = gate ? await TestGateAsync(device, info, items, progress, cancellation) : items;
                progress("capture");
                pictures = new CapturePictures(await device.RunAsync("capture", progress, cancellation));
            }
            catch (ConsoleException e) when (e.Code == ExitCode.Refused)
            {
                // A faulty camera is a finding of the report, not a reason to stop.
                reason = e.Message;
            }
            finally
            {
                await device.RunAsync("service off", null, CancellationToken.None);
            }
        }

        progress("latency");
        var latency = (await device.RunAsync("latency", null, cancellation)).Records.Select(LatencyRow.Read).ToArray();
        progress("settings");
        var settings = (await TryAsync(device, "config", cancellation)).Records;
        return new Commissioning(info, status, network, items, pictures, reason, latency, Budget(settings), settings);
    }

    /// <summary>The lane's budget in the settings.</summary>
    public static int? Budget(IEnumerable<JsonElement> settings) => settings
        .Where(setting => Word(setting, "name") == "budget.ms")
        .Select(setting => int.TryParse(Word(setting, "value"), out var budget) ? budget : (int?)null)
        .FirstOrDefault();

    /// <summary>A member as text; empty if it is missing.</summary>
    public static string Word(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;

    static async Task<IReadOnlyList<TestItem>> TestGateAsync(
        DeviceSession device,
        JsonElement info,
        IReadOnlyList<TestItem> items,
        Action<string> progress,
        CancellationToken cancellation)
    {
        progress("gate");
        var reply = await device.RunAsync("selftest gate", Word(info, "device"), progress, cancellation);
        var tested = ItemsOf(reply).DistinctBy(item => item.Name).ToDictionary(item => item.Name);
        return [.. items.Select(item => tested.TryGetValue(item.Name, out var again) ? again : item)];
    }

    static IReadOnlyList<TestItem> ItemsOf(Reply reply) =>
        [.. reply.Records.Where(record => record.TryGetProperty("item", out _)).Select(record => new TestItem(
            Word(record, "item"), Word(record, "result"), Word(record, "value"), Word(record, "limits"), Word(record, "advice")))];

    static JsonElement One(Reply reply, string command) => reply.Records.Count > 0
        ? reply.Records[0]
        : throw new ConsoleException(ExitCode.Damaged, $"The reply to '{command}' is incomplete.");

    /// <summary>Runs a command that a pedestal may not know while it is starting.</summary>
    static async Task<Reply> TryAsync(DeviceSession device, string command, CancellationToken cancellation)
    {
        try
        {
            return await device.RunAsync(command, null, cancellation);
        }
        catch (ConsoleException e) when (e.Code == ExitCode.Refused)
        {
            return new Reply([], []);
        }
    }
}

/// <summary>One item of the self test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">pass, fail or skipped.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limits">The limits for passing.</param>
/// <param name="Advice">What to do.</param>
sealed record TestItem(string Name, string Result, string Value, string Limits, string Advice);
