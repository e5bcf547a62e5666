using Pedestal.VirtualPedestal;

return await CommandLine.Create().Parse(args).InvokeAsync();
