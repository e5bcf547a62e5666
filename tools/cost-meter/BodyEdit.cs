using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>Insertions into a method body; jumps to an instruction then land on what was inserted before it.</summary>
sealed class BodyEdit(MethodDefinition method)
{
    readonly Dictionary<Instruction, List<Instruction>> _before = [];
    readonly Dictionary<Instruction, List<Instruction>> _after = [];

    public ModuleDefinition Module => method.Module;

    /// <summary>Inserts in front of what was inserted before an instruction so far.</summary>
    public void Before(Instruction instruction, params IEnumerable<Instruction> added) =>
        List(_before, instruction).InsertRange(0, added);

    public void After(Instruction instruction, params IEnumerable<Instruction> added) =>
        List(_after, instruction).AddRange(added);

    public IEnumerable<Instruction> Count(int block) =>
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
    ];

    public IEnumerable<Instruction> Stage(int stage) =>
        [Instruction.Create(OpCodes.Ldc_I4, stage), Hook(nameof(Counters.Stage))];

    public Instruction Hook(string name) =>
        Instruction.Create(OpCodes.Call, Module.ImportReference(typeof(Counters).GetMethod(name)));

    public MethodReference HookMethod(string name) => Module.ImportReference(typeof(Counters).GetMethod(name));

    public void Apply()
    {
        var body = method.Body;
        foreach (var instruction in body.Instructions.ToList())
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => Landing(target),
                Instruction[] targets => targets.Select(target => Landing(target)!).ToArray(),
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

    static List<Instruction> List(Dictionary<Instruction, List<Instruction>> lists, Instruction instruction) =>
        lists.TryGetValue(instruction, out var list) ? list : lists[instruction] = [];
}
