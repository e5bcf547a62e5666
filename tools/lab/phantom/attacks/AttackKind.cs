namespace Pedestal.Phantom;

/// <summary>Presentation attack instruments (ISO/IEC 30107-3: species), as far as a phantom can represent them.</summary>
public enum AttackKind
{
    /// <summary>A near-infrared capture of an enrolled palm, printed on paper at life size with a black border.</summary>
    Print,

    /// <summary>The same capture on the screen of a telephone or tablet, life size.</summary>
    Screen,

    /// <summary>A hand in a plain glove, without visible veins.</summary>
    Glove,

    /// <summary>A box, plate or bottle instead of a palm.</summary>
    Object,
}
