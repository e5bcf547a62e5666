using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pedestal.Readme.Tests;

/// <summary>
/// How a block of commands is tried, from a comment on the line before it: <c>&lt;!-- commands: until stopped; with --seconds 2 --&gt;</c>.
/// README.md of this folder has the list.
/// </summary>
sealed record Marks
{
    const string Begin = "<!-- commands:";
    const string End = "-->";

    /// <summary>Tried as printed; must end with 0.</summary>
    public static Marks None { get; } = new();

    /// <summary>What is missing on this machine, so that the block is not tried; null if nothing is.</summary>
    public string? Needs { get; private init; }

    /// <summary>Whether the commands serve until they are stopped.</summary>
    public bool UntilStopped { get; private init; }

    /// <summary>Whether only the arguments are checked, since the run takes too long.</summary>
    public bool ArgumentsOnly { get; private init; }

    /// <summary>Options that replace those printed.</summary>
    public string With { get; init; } = "";

    /// <summary>
    /// The options for one command of a block: replacements for those it prints, plus those that no command of the block prints.
    /// </summary>
    public string WithFor(string command, IReadOnlyList<string> block) => string.Join(' ', With
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .Where(option => Has(command, option[0]) || !block.Any(other => Has(other, option[0])))
        .Select(option => string.Join(' ', option)));

    /// <summary>The exit code.</summary>
    public int Exit { get; private init; }

    /// <summary>Reads a line; false if it is not such a comment.</summary>
    /// <exception cref="FormatException">It is such a comment, but with an unknown mark.</exception>
    public static bool TryRead(string line, string place, [NotNullWhen(true)] out Marks? marks)
    {
        var text = line.Trim();
        marks = text.StartsWith(Begin, StringComparison.Ordinal) && text.EndsWith(End, StringComparison.Ordinal)
            ? text[Begin.Length..^End.Length].Split(';', StringSplitOptions.TrimEntries).Aggregate(None, (all, one) => one switch
            {
                "" => all,
                "until stopped" => all with { UntilStopped = true },
                "arguments only" => all with { ArgumentsOnly = true },
                _ when one.StartsWith("need ", StringComparison.Ordinal) => all with { Needs = one["need ".Length..] },
                _ when one.StartsWith("with ", StringComparison.Ordinal) => all with { With = one["with ".Length..] },
                _ when one.StartsWith("exit ", StringComparison.Ordinal) =>
                    all with { Exit = int.Parse(one["exit ".Length..], CultureInfo.InvariantCulture) },
                _ => throw new FormatException($"{place}: '{one}' is no mark of a command block."),
            })
            : null;
        return marks != null;
    }

    static bool Has(string command, string option) => command.Split(' ').Contains(option);
}
