using Pedestal.Matcher;

return await MatcherCommands.InvokeAsync(args);
