using Pedestal.Matcher;
using Pedestal.Terminal;

TerminalWriter.Guard();
return await MatcherCommands.InvokeAsync(MatcherCommands.Root(), args);
