using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Pedestal.CostMeter;

/// <summary>Rewrites assemblies so that they count executed blocks and the bytes that they copy and allocate.</summary>
/// <param name="pricer">Prices the instructions.</param>
/// <param name="map">Receives the meaning of the counters.</param>
/// <param name="pipeline">
/// Full name of the class whose methods call the stages, each of which is a method of another class.
/// </param>
sealed class Instrumenter(InstructionPricer pricer, CodeMap map, string pipeline)
{
    /// <summary>Reads an assembly and returns it rewritten.</summary>
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
        var first = body.Instructions[0];
        if (body.Instructions.Any(other => other.Operand == first
            || (other.Operand is Instruction[] targets && targets.Contains(first))))
        {
            // A jump back to the first instruction is not a call.
            body.Instructions.Insert(0, Instruction.Create(OpCodes.Nop));
        }

        // Priced before the rewriting, which expands instructions to their long forms.
        var blocks = BlockSplitter.Split(body)
            .Select((block, i) => new PricedBlock(pricer, method, block, i == 0)).ToList();
        body.SimplifyMacros();
        var edit = new BodyEdit(method);
        var callsStages = method.DeclaringType.FullName == pipeline && !method.IsConstructor;
        foreach (var block in blocks)
        {
            block.AddHooks(edit, map);
            if (callsStages)
            {
                AddStages(edit, block.Last);
            }
        }

        edit.Apply();
        body.OptimizeMacros();
    }

    void AddStages(BodyEdit edit, Instruction call)
    {
        if (call.Operand is not MethodReference callee || callee.Resolve() is not { IsSpecialName: false } definition
            || definition.Module != edit.Module || definition.DeclaringType.FullName == pipeline)
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

        edit.Stage(call, stage);
    }
}
