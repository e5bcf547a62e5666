using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>
/// Splits a method into basic blocks. A call also ends a block, because the code after it is not executed if the call throws.
/// </summary>
static class BlockSplitter
{
    public static List<List<Instruction>> Split(MethodBody body)
    {
        var leaders = new HashSet<Instruction>();
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    leaders.Add(target);
                    break;
                case Instruction[] targets:
                    leaders.UnionWith(targets);
                    break;
            }

            if (instruction.Next != null
                && instruction.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Meta))
            {
                leaders.Add(instruction.Next);
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            leaders.UnionWith(new[] { handler.TryStart, handler.HandlerStart, handler.FilterStart }
                .Where(start => start != null));
        }

        var blocks = new List<List<Instruction>>();
        foreach (var instruction in body.Instructions)
        {
            if (blocks.Count == 0 || leaders.Contains(instruction))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(instruction);
        }

        return blocks;
    }
}
