using System.Globalization;
using Pedestal.Fleet;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var parsed = new CommandLine(AnsiConsole.Console, Console.In, Console.Error).Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
