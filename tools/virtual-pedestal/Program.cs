using Pedestal.VirtualPedestal;

var parsed = CommandLine.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? CommandLine.Usage : code;
