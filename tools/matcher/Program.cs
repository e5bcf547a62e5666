using Pedestal.Matcher;

return await MatcherCommands.Root().Parse(args).InvokeAsync();
