using Pedestal.Terminal;
using Pedestal.Ticketing;

TerminalWriter.Guard();
return await CommandLine.Create().Parse(args).InvokeAsync();
