using Pedestal.Web;

return await WebCommands.Root().Parse(args).InvokeAsync();
