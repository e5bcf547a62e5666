using System.CommandLine;
using Pedestal.Messaging.Operators;

namespace Pedestal.Ticketing;

/// <summary>The command "operator", shared by all programs that have one: who may act over HTTP.</summary>
public static class OperatorCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(StoreAction run) =>
        new("operator", "Operators: the people who may look up, admit, undo and block over HTTP, each with a role and a key.")
        {
            Add(run), Rotate(run), Remove(run), List(run),
        };

    static Command Add(StoreAction run)
    {
        var (name, role) = (Name(), new Option<OperatorRole>("--role")
        {
            Description = "steward: looks up and admits; supervisor: also undoes and blocks; administrator: also imports and changes events.",
            Required = true,
        });
        var add = new Command("add", "Add an operator and print the key, which is shown only once.") { name, role };
        return HandCommands.With(add, run, (parsed, store) =>
            Say(parsed, store.Operators.Add(
                parsed.GetRequiredValue(name), parsed.GetValue(role), HandCommands.Self, DateTimeOffset.UtcNow)), mustExist: false);
    }

    static Command Rotate(StoreAction run)
    {
        var name = Name();
        return HandCommands.With(new Command("rotate", "Give an operator another key and print it; the former one ends at once.") { name }, run,
            (parsed, store) => Say(parsed, store.Operators.Rotate(parsed.GetRequiredValue(name), HandCommands.Self, DateTimeOffset.UtcNow)));
    }

    static Command Remove(StoreAction run)
    {
        var name = Name();
        return HandCommands.With(new Command("remove", "Remove an operator; the key ends at once.") { name }, run,
            (parsed, store) => store.Operators.Remove(parsed.GetRequiredValue(name), HandCommands.Self, DateTimeOffset.UtcNow));
    }

    static Command List(StoreAction run) => HandCommands.With(new Command("list", "List the operators."), run, (parsed, store) =>
    {
        foreach (var known in store.Operators.List())
        {
            Say(parsed, $"{known.Name}: {known.Role.ToString().ToLowerInvariant()}, key of {known.KeyedAt:u}");
        }
    });

    static Argument<string> Name() => new("name") { Description = "The operator's name: letters, digits, '-', '_' or '.'." };

    static void Say(ParseResult parsed, string line) => parsed.InvocationConfiguration.Output.WriteLine(line);
}
