using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>
/// Insertions into a method body. Jumps to an instruction and the boundaries of exception handlers are redirected to the code
/// inserted before it.
/// </summary>
sealed class BodyEdit(MethodDefinition method)
{
    readonly Dictionary<Instruction, List<Instruction>> _before = [];
    readonly Dictionary<Instruction, List<Instruction>> _after = [];

    public ModuleDefinition Module => method.Module;

    /// <summary>Inserts the counter of a block before all other insertions at that place.</summary>
    public void Count(Instruction first, int block) => List(_before, first).InsertRange(0,
    [
        Instruction.Create(OpCodes.Ldsfld, Module.ImportReference(typeof(Counters).GetField(nameof(Counters.Blocks)))),
        Instruction.Create(OpCodes.Ldc_I4, block),
        Instruction.Create(OpCodes.Ldelema, Module.TypeSystem.Int64),
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_I8),
        Instruction.Create(OpCodes.Ldc_I4_1),
        Instruction.Create(OpCodes.Conv_I8),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Stind_I8),
    ]);

    /// <summary>Inserts code that counts the size on top of the stack.</summary>
    public void Allocate(Instruction create, int elementSize, int site) => List(_before, create).AddRange(
    [
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldc_I4, elementSize),
        Instruction.Create(OpCodes.Ldc_I4, site),
        Call(nameof(Counters.Allocate)),
    ]);

    /// <summary>Replaces a copy by the counting copy.</summary>
    public void Copy(Instruction copy, int site)
    {
        var arguments = ((MethodReference)copy.Operand).Parameters.Count;
        List(_before, copy).Add(Instruction.Create(OpCodes.Ldc_I4, site));
        copy.Operand = Call(arguments == 5 ? nameof(Counters.Copy) : nameof(Counters.CopyStart)).Operand;
    }

    /// <summary>Inserts code that stops the measurement.</summary>
    public void Stop(Instruction first, string reason) => List(_before, first).InsertRange(0,
    [Instruction.Create(OpCodes.Ldstr, reason), Call(nameof(Counters.Stop))]);

    /// <summary>Marks a call as a stage.</summary>
    public void Stage(Instruction call, int stage)
    {
        List(_before, call).AddRange([Instruction.Create(OpCodes.Ldc_I4, stage), Call(nameof(Counters.Stage))]);
        List(_after, call).AddRange([Instruction.Create(OpCodes.Ldc_I4_M1), Call(nameof(Counters.Stage))]);
    }

    /// <summary>Applies the insertions.</summary>
    public void Apply()
    {
        var body = method.Body;
        foreach (var instruction in body.Instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => Landing(target),
                Instruction[] targets => targets.Select(target => Landing(target)).ToArray(),
                var other => other,
            };
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = Landing(handler.TryStart);
            handler.TryEnd = Landing(handler.TryEnd);
            handler.HandlerStart = Landing(handler.HandlerStart);
            handler.HandlerEnd = Landing(handler.HandlerEnd);
            handler.FilterStart = Landing(handler.FilterStart);
        }

        var all = body.Instructions.SelectMany(instruction => _before.GetValueOrDefault(instruction, [])
            .Append(instruction).Concat(_after.GetValueOrDefault(instruction, []))).ToList();
        body.Instructions.Clear();
        foreach (var instruction in all)
        {
            body.Instructions.Add(instruction);
        }
    }

    Instruction? Landing(Instruction? target) =>
        target != null && _before.TryGetValue(target, out var inserted) ? inserted[0] : target;

    Instruction Call(string name) =>
        Instruction.Create(OpCodes.Call, Module.ImportReference(typeof(Counters).GetMethod(name)));

    static List<Instruction> List(Dictionary<Instruction, List<Instruction>> lists, Instruction instruction) =>
        lists.TryGetValue(instruction, out var list) ? list : lists[instruction] = [];
}
