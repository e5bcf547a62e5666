using System.Text.RegularExpressions;

namespace Pedestal.Readme.Tests;

/// <summary>A block of commands in a README, and how to try it.</summary>
/// <param name="Readme">The README's path in the repository.</param>
/// <param name="Line">The block's first line.</param>
/// <param name="Commands">Its commands, with continued lines joined.</param>
/// <param name="Marks">What the comment before it says.</param>
sealed partial record CommandBlock(string Readme, int Line, IReadOnlyList<string> Commands, Marks Marks)
{
    static readonly string[] Programs = ["dotnet ", "tools/", "curl ", ".ci/", "vstest.console.exe ", "mosquitto ", "cd ", "nuget "];

    /// <summary>The blocks of a README that start with a program's name; other blocks show code, data or output.</summary>
    public static IEnumerable<CommandBlock> Of(string root, string readme)
    {
        var lines = File.ReadAllLines(Path.Combine(root, readme));
        var marks = Marks.None;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Marks.TryRead(lines[i], $"{readme}:{i + 1}", out var read))
            {
                marks = read;
                continue;
            }

            var (code, end) = Code(lines, i);
            if (code.Count > 0)
            {
                if (Programs.Any(program => code[0].StartsWith(program, StringComparison.Ordinal)))
                {
                    yield return new CommandBlock(readme, i + 1, Joined(code), marks);
                }

                i = end;
            }

            marks = lines[i].Length == 0 ? marks : Marks.None;
        }
    }

    /// <summary>Complete commands within a sentence of a README.</summary>
    public static IEnumerable<string> Inline(string root, string readme)
    {
        var text = File.ReadAllText(Path.Combine(root, readme));
        return InlineCommand().Matches(text).Select(match => Spaces().Replace(match.Groups[1].Value, " "));
    }

    static (List<string> Code, int End) Code(string[] lines, int start)
    {
        var code = new List<string>();
        var fence = lines[start].TrimStart();
        var i = start;
        if (fence.StartsWith("```", StringComparison.Ordinal))
        {
            for (i++; i < lines.Length - 1 && lines[i].Trim() != "```"; i++)
            {
                code.Add(lines[i].Trim());
            }

            return (code, i);
        }

        if (start > 0 && lines[start - 1].Length > 0)
        {
            return (code, start);
        }

        for (; i < lines.Length && lines[i].StartsWith("    ", StringComparison.Ordinal); i++)
        {
            code.Add(lines[i].Trim());
        }

        return (code, i - 1);
    }

    static List<string> Joined(List<string> lines)
    {
        var commands = new List<string>();
        var isContinued = false;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var text = line.TrimEnd('\\').TrimEnd();
            if (isContinued)
            {
                commands[^1] += " " + text;
            }
            else
            {
                commands.Add(text);
            }

            isContinued = line.EndsWith('\\');
        }

        return commands;
    }

    [GeneratedRegex(@"(?<!`)`(dotnet\s+run\s+--project\s+[^`]+)`(?!`)")]
    private static partial Regex InlineCommand();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
