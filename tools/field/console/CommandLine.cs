using System.CommandLine;
using Pedestal.ConsoleTool.Link;
using Pedestal.ConsoleTool.Pictures;
using Pedestal.ConsoleTool.Report;
using Pedestal.Terminal;
using Spectre.Console;

namespace Pedestal.ConsoleTool;

/// <summary>The command line.</summary>
/// <param name="console">Where results are printed.</param>
/// <param name="errors">Where the reason is printed when the program cannot continue.</param>
public sealed class CommandLine(IAnsiConsole console, TextWriter errors)
{
    readonly Work _work = new(console);

    readonly Option<string?> _port = new("--port")
    {
        Description = "Serial port, such as /dev/ttyUSB0 or COM3.", Recursive = true,
    };

    readonly Option<string?> _tcp = new("--tcp")
    {
        Description = "Console of a virtual pedestal, host:port.", Recursive = true,
    };

    readonly Option<double> _patience = new("--patience")
    {
        Description = "Seconds that the pedestal may stay silent.", Recursive = true, DefaultValueFactory = _ => 12,
    };

    readonly Option<string?> _code = new("--code") { Description = "The service code." };

    /// <summary>Builds the command.</summary>
    public RootCommand Create()
    {
        var root = new RootCommand(
            "The pedestal's console from a computer. Without a command it forwards the keyboard; press Ctrl-] to leave.")
        {
            _port, _tcp, _patience,
        };
        root.SetAction((parsed, cancellation) => RunAsync(parsed, ForwardAsync, cancellation));
        root.Add(Capture());
        root.Add(Latency());
        root.Add(Report());
        return root;
    }

    Command Capture()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the pictures.", Required = true };
        var command = new Command("capture", "Captures a palm and draws every stage of the extraction; needs --code.")
        {
            folder, _code,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, async (connection, token) =>
        {
            var device = await StartAsync(connection, parsed, token);
            var code = parsed.GetValue(_code)
                ?? throw new ConsoleException(ExitCode.Usage, "A capture needs the service code: --code.");
            await device.RunAsync($"service {code}", null, token);
            try
            {
                var pictures = await _work.ShowAsync("capture", 9,
                    async step => new CapturePictures(await device.RunAsync("capture", step, token)));
                var files = Work.Written(() => pictures.WriteFiles(parsed.GetRequiredValue(folder).FullName, console.WriteLine));
                console.WriteLine(TerminalText.Safe(
                    $"extraction {pictures.Extraction}: {files.Count} pictures in {parsed.GetRequiredValue(folder)}"));
            }
            finally
            {
                await device.RunAsync("service off", null, CancellationToken.None);
            }

            return ExitCode.Ok;
        }, cancellation));
        return command;
    }

    Command Latency()
    {
        var file = new Option<FileInfo>("--out") { Description = "File for the plot, .png or .svg.", Required = true };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Path.GetExtension(token.Value).ToUpperInvariant() is not (".PNG" or ".SVG"))
            {
                result.AddError($"--out '{token.Value}' must end in .png or .svg.");
            }
        });
        var command = new Command("latency", "Plots how long each stage has taken since the pedestal's start.") { file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, async (connection, token) =>
        {
            var device = await StartAsync(connection, parsed, token);
            var rows = (await device.RunAsync("latency", null, token)).Records.Select(LatencyRow.Read).ToArray();
            var budget = Commissioning.Budget((await device.RunAsync("config show budget.ms", null, token)).Records);
            var target = parsed.GetRequiredValue(file);
            _work.Save(target, LatencyPlot.Draw(rows, budget, target.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase)));
            console.WriteLine($"{rows.LastOrDefault()?.Count ?? 0} attempts in {target}");
            return ExitCode.Ok;
        }, cancellation));
        return command;
    }

    Command Report()
    {
        var file = new Option<FileInfo>("--out") { Description = "File for the report, HTML.", Required = true };
        var technician = new Option<string>("--technician") { Description = "The technician's name.", DefaultValueFactory = _ => "" };
        var gate = new Option<bool>("--gate") { Description = "Test the gate too, which opens it. Needs --code." };
        var command = new Command("report", "Runs the self test and writes a commissioning report.")
        {
            file, technician, gate, _code,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, async (connection, token) =>
        {
            if (parsed.GetValue(gate) && parsed.GetValue(_code) is null)
            {
                throw new ConsoleException(ExitCode.Usage, "--gate needs the service code: --code.");
            }

            var device = await StartAsync(connection, parsed, token);
            var report = await _work.ShowAsync("commissioning", 28,
                step => Commissioning.CollectAsync(device, parsed.GetValue(_code), parsed.GetValue(gate), step, token));
            var target = parsed.GetRequiredValue(file);
            var page = new ReportPage(report, parsed.GetRequiredValue(technician), DateTimeOffset.Now);
            _work.Save(target, System.Text.Encoding.UTF8.GetBytes(page.Write()));
            foreach (var item in report.Items.Where(item => item.Result != "pass"))
            {
                console.WriteLine(TerminalText.Safe($"{item.Name}: {item.Result} {item.Value}; {item.Advice}"));
            }

            var verdict = report.Verdict switch { "pass" => "passed", "fail" => "FAILED", var other => other };
            console.WriteLine($"{verdict}, report in {target}");
            return report.Verdict switch
            {
                "pass" => ExitCode.Ok,
                "fail" => ExitCode.SelfTestFailed,
                _ => ExitCode.SelfTestIncomplete,
            };
        }, cancellation));
        return command;
    }

    async Task<ExitCode> ForwardAsync(Connection connection, CancellationToken cancellation)
    {
        var interactive = new Interactive(connection, System.Console.OpenStandardOutput());
        if (System.Console.IsInputRedirected)
        {
            await interactive.RunAsync(System.Console.In, cancellation);
        }
        else
        {
            errors.WriteLine($"Connected to {connection.Name}; press Ctrl-] to leave.");
            await interactive.RunAsync(cancellation);
        }

        return ExitCode.Ok;
    }

    async Task<int> RunAsync(
        ParseResult parsed, Func<Connection, CancellationToken, Task<ExitCode>> run, CancellationToken cancellation)
    {
        try
        {
            await using var connection = (parsed.GetValue(_port), parsed.GetValue(_tcp)) switch
            {
                ({ } port, null) => Connection.OpenPort(port),
                (null, { } tcp) => await Connection.OpenTcpAsync(tcp, cancellation),
                _ => throw new ConsoleException(ExitCode.Usage, "Give either --port or --tcp."),
            };
            return (int)await run(connection, cancellation);
        }
        catch (ConsoleException e)
        {
            errors.WriteLine(TerminalText.Safe(e.Message));
            return (int)e.Code;
        }
    }

    async Task<DeviceSession> StartAsync(Connection connection, ParseResult parsed, CancellationToken cancellation)
    {
        var device = new DeviceSession(connection, TimeSpan.FromSeconds(parsed.GetRequiredValue(_patience)));
        await device.StartAsync(cancellation);
        return device;
    }
}
