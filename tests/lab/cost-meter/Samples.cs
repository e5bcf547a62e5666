namespace Pedestal.CostMeter.Tests;

/// <summary>Tiny methods that are rewritten and run. Each does one thing a known number of times.</summary>
public static class Samples
{
    public const int Times = 1000;

    static readonly Holder SharedHolder = new();

    public static int Loop()
    {
        var i = 0;
        for (; i < Times; i++)
        {
        }

        return i;
    }

    public static int Add(int a, int b)
    {
        var r = 0;
        for (var i = 0; i < Times; i++)
        {
            r = a + b;
        }

        return r;
    }

    public static ulong Multiply64(ulong u, ulong v)
    {
        ulong w = 0;
        for (var i = 0; i < Times; i++)
        {
            w = u * v;
        }

        return w;
    }

    public static int ReadElement(byte[] array, int index)
    {
        var r = 0;
        for (var i = 0; i < Times; i++)
        {
            r = array[index];
        }

        return r;
    }

    public static int WriteElement(int[] array, int index, int value)
    {
        for (var i = 0; i < Times; i++)
        {
            array[index] = value;
        }

        return array[index];
    }

    public static int ReadField() => ReadField(SharedHolder);

    public static int CallStatic()
    {
        var r = 0;
        for (var i = 0; i < Times; i++)
        {
            r = Constant();
        }

        return r;
    }

    public static int Choose(int a)
    {
        switch (a)
        {
            case 0: return 10;
            case 1: return 20;
            case 2: return 30;
            default: return 40;
        }
    }

    public static byte[] Copy(int length)
    {
        var target = new byte[length];
        Array.Copy(new byte[length], 0, target, 0, length);
        return target;
    }

    public static ulong[] CopyWords(ulong[] source, int length)
    {
        var target = new ulong[length];
        Array.Copy(source, target, length);
        return target;
    }

    public static Holder Create() => new();

    public static int CountUntilItThrows(int[] array)
    {
        var i = 0;
        try
        {
            while (true)
            {
                i += array[i];
            }
        }
        catch (IndexOutOfRangeException)
        {
            return Constant() + i;
        }
        finally
        {
            array[0] = 1;
        }
    }

    public static string HasNoPrice(string text, bool really) => really ? text.Trim() : text;

    public static int Twice() => CallStatic();

    static int ReadField(Holder holder)
    {
        var r = 0;
        for (var i = 0; i < Times; i++)
        {
            r = holder.Field;
        }

        return r;
    }

    static int Constant() => 7;

    public sealed class Holder
    {
        public int Field = 5;
        public int[]? Other;
        public long Third;
    }
}

/// <summary>A pipeline: the methods it calls outside itself are the stages.</summary>
public static class Pipeline
{
    public static int Stages(int[] array) => Samples.WriteElement(array, 0, 3) + Rest();

    static int Rest() => Samples.Twice() + Samples.Twice();
}
