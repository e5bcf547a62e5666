using System.CommandLine;
using Pedestal.Ticketing;

return await CommandLine.Create().Parse(args).InvokeAsync();
