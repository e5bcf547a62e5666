using Pedestal.Matcher;
using Pedestal.Terminal;
using Pedestal.Venue;

TerminalWriter.Guard();
return await MatcherCommands.InvokeAsync(VenueCommands.Root(), args);
