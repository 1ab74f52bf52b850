namespace GateDsl.Ir;

/// <summary>What the operations on arrays do where a gate runs.</summary>
static class ArrayCode
{
    public static Cell Of(Machine machine, in Node node, Cell[] arguments) => node.Op switch
    {
        Op.Items => Items(machine, arguments),
        Op.Length => arguments[0].Array.Lengths[(int)node.Bits],
        Op.At => At(machine, node, arguments[0].Array, arguments[1].Number),
        Op.Put => Put(machine, node, arguments[0].Array, arguments[1], arguments[2].Number),
        Op.Zeros => machine.Allocate(arguments[0].Array.Lengths),
        Op.Transpose => arguments[0].Array.Transposed(),
        Op.Plus => Plus(machine, arguments[0].Array, arguments[1].Array),
        Op.Order => Order(machine, arguments[0].Array, node.Bits != 0),
        Op.Locate => ArrayOrder.Locate(arguments[0].Array, arguments[1].Number),
        Op.Checked => Checked(machine, node, arguments[0].Number, node.B < 0 ? double.NaN : arguments[1].Number),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    static double Checked(Machine machine, in Node node, double value, double other)
    {
        var fault = (Fault)(node.Bits & CheckPlace.FaultMask);
        return RunFaults.IsWrong(fault, value, other) ? throw RunFaults.Of(fault, machine.Loops.PlaceOf(node), value, other) : value;
    }

    static Cell At(Machine machine, in Node node, ArrayData array, double position)
    {
        if (!(position >= 0 && position < array.Length)) throw RunFaults.Outside(machine.Loops.PlaceOf(node), position, array.Length);
        return array.Rank > 1 ? array.Row((int)position) : array[(int)position];
    }

    static ArrayData Items(Machine machine, Cell[] items)
    {
        ArrayData? first = items[0].Object as ArrayData;
        ArrayData all = machine.Allocate([items.Length, .. first?.Lengths ?? []]);
        for (int i = 0; i < items.Length; i++)
        {
            if (first is null)
            {
                all[i] = items[i].Number;
                continue;
            }
            ArrayData row = items[i].Array;
            if (!row.Lengths.AsSpan().SequenceEqual(first.Lengths)) throw RunFaults.Rows(machine.Place, first.Length, row.Length);
            all.Row(i).Set(row);
        }
        return all;
    }

    static ArrayData Put(Machine machine, in Node node, ArrayData like, Cell value, double position)
    {
        ArrayData result = machine.Allocate(like.Lengths);
        if (!(position >= 0 && position < like.Length))
        {
            // the adjoint of an element that nobody has needed is 0, wherever that would be
            return IsZero(value) ? result : throw RunFaults.Outside(machine.Loops.PlaceOf(node), position, like.Length);
        }
        if (result.Rank > 1) result.Row((int)position).Set(value.Array);
        else result[(int)position] = value.Number;
        return result;
    }

    /// <summary>Whether a number, or every number of an array, is 0.</summary>
    public static bool IsZero(Cell value)
    {
        if (value.Object is not ArrayData array) return value.Number == 0;
        foreach (double number in array.Flat())
        {
            if (number != 0) return false;
        }
        return true;
    }

    static ArrayData Plus(Machine machine, ArrayData a, ArrayData b)
    {
        ArrayData sum = machine.Allocate(a.Lengths);
        sum.Set(a);
        sum.Add(b);
        return sum;
    }

    static ArrayData Order(Machine machine, ArrayData keys, bool isDescending)
    {
        ArrayData order = machine.Allocate(keys.Length);
        machine.Spend(keys.Length, ArrayOrder.StepsOf(keys.Length));
        int[] positions = ArrayOrder.Of(keys, isDescending);
        for (int i = 0; i < positions.Length; i++) order[i] = positions[i];
        return order;
    }
}
