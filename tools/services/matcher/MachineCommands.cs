using System.CommandLine;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>The command "machine": which programs may use the HTTP API, each with a key and scopes.</summary>
static class MachineCommands
{
    /// <summary>The file's name, beside the administration key.</summary>
    public const string File = "machines.json";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var file = new Option<string>("--machines")
        {
            Description = "The file with the machines.", Recursive = true,
            DefaultValueFactory = _ => new MatcherOptions().BesideAdminKey(File),
        };
        return new Command("machine", "Programs that use the HTTP API, each with a key that may do what its scopes name.")
        {
            file, Add(file), Remove(file), List(file),
        };
    }

    static Command Add(Option<string> file)
    {
        var (name, scopes) = (Name(), new Option<KeyScope[]>("--scope")
        {
            Description = "status: reads events and numbers; tickets: every request of ticketing; palms: deletes and withdraws. May be repeated.",
            Required = true, AllowMultipleArgumentsPerToken = true,
        });
        var add = new Command("add", "Add a machine, or give one another key, and print the key, which is shown only once.") { name, scopes };
        add.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(new MachineKeys(parsed.GetRequiredValue(file))
                .Set(parsed.GetRequiredValue(name), [.. parsed.GetRequiredValue(scopes).Distinct().Order()]));
            return 0;
        }));
        return add;
    }

    static Command Remove(Option<string> file)
    {
        var name = Name();
        var remove = new Command("remove", "Remove a machine; its key ends at once.") { name };
        remove.SetAction(parsed => MatcherCommands.Guarded(() =>
            new MachineKeys(parsed.GetRequiredValue(file)).Remove(parsed.GetRequiredValue(name)) ? 0
                : throw new InvalidOperationException($"There is no machine '{parsed.GetRequiredValue(name)}'; \"machine list\" lists them.")));
        return remove;
    }

    static Command List(Option<string> file)
    {
        var list = new Command("list", "List the machines.");
        list.SetAction(parsed => MatcherCommands.Guarded(() =>
        {
            foreach (var machine in new MachineKeys(parsed.GetRequiredValue(file)).Load())
            {
                parsed.InvocationConfiguration.Output.WriteLine(
                    $"{machine.Name}: {string.Join(", ", machine.Scopes.Select(scope => scope.ToString().ToLowerInvariant()))}");
            }

            return 0;
        }));
        return list;
    }

    static Argument<string> Name() => new("name") { Description = "The machine's name: letters, digits, '-', '_' or '.'." };
}
