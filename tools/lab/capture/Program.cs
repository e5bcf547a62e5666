using System.Globalization;
using Pedestal.Capture;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await new CommandLine(Console.In, Console.Out, Console.Error, TimeProvider.System).Create().Parse(args).InvokeAsync();
