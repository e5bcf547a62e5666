using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Pedestal.CostMeter;

/// <summary>Rewrites assemblies so that they count their blocks and the sizes they copy and allocate.</summary>
sealed class Instrumenter(PriceList prices, CodeMap map, string stageRoot)
{
    /// <summary>Reads an assembly and returns its rewritten bytes.</summary>
    public byte[] Rewrite(string path)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Rewrite(method);
        }

        using var output = new MemoryStream();
        module.Write(output);
        return output.ToArray();
    }

    void Rewrite(MethodDefinition method)
    {
        var body = method.Body;
        if (body.Instructions.Any(other => other.Operand == body.Instructions[0]))
        {
            // A loop back to the first instruction is no call.
            body.Instructions.Insert(0, Instruction.Create(OpCodes.Nop));
        }

        var blocks = BlockSplitter.Split(body);
        var priced = blocks.Select(block => new BlockPricer(prices, map, method, block)).ToList();
        body.SimplifyMacros();
        var edit = new BodyEdit(method);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (method.FullName.Contains(stageRoot, StringComparison.Ordinal))
            {
                AddStages(edit, blocks[i]);
            }

            priced[i].AddHooks(edit);
            edit.Before(blocks[i][0], edit.Count(map.Blocks.Count));
            map.Blocks.Add(priced[i].Block(i == 0));
        }

        edit.Apply();
        body.OptimizeMacros();
    }

    void AddStages(BodyEdit edit, List<Instruction> block)
    {
        var call = block[^1];
        if (call.Operand is not MethodReference callee || callee.Resolve() is not { IsSpecialName: false } definition
            || definition.Module != edit.Module)
        {
            return;
        }

        var name = $"{callee.DeclaringType.Name}.{callee.Name}";
        var stage = map.Stages.IndexOf(name);
        if (stage < 0)
        {
            stage = map.Stages.Count;
            map.Stages.Add(name);
        }

        edit.Before(call, edit.Stage(stage));
        edit.After(call, edit.Stage(-1));
    }
}
