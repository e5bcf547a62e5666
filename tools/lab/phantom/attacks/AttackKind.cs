namespace Pedestal.Phantom;

/// <summary>Presentation attack instruments (ISO/IEC 30107-3: species), as far as a phantom can stand for them.</summary>
public enum AttackKind
{
    /// <summary>A near-infrared capture of an enrolled palm, printed on paper at life size with a black border.</summary>
    Print,

    /// <summary>Such a capture on a telephone or a tablet, life size.</summary>
    Screen,

    /// <summary>A hand in a plain glove: no veins to see.</summary>
    Glove,

    /// <summary>A box, a plate or a bottle in place of a palm.</summary>
    Object,
}
