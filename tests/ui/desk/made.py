"""Items as a desk knows them, made without a database: for what is pure."""

from outreach.catalog import Item
from outreach.vocabulary import CategoryId, ItemId

G29, G28, NASAL_KIT, IM_KIT, INJECTING_KIT, FENTANYL, XYLAZINE, CONTAINER = map(ItemId, range(1, 9))


def item(item_id, name, *, aliases=(), usual_pack=1, is_retired=False, **facts):
    return Item(
        id=ItemId(item_id),
        name=name,
        short_name=facts.pop("short_name", name),
        search_words=(name, *aliases),
        category_id=CategoryId(1),
        category="Supplies",
        naloxone=facts.pop("naloxone", None),
        syringes_per_unit=facts.pop("syringes", 0),
        doses_per_unit=facts.pop("doses", 0),
        units_per_box=facts.pop("box", None),
        units_per_case=facts.pop("case", None),
        usual_pack=usual_pack,
        minimum=0,
        shelf="",
        recipe=facts.pop("recipe", None),
        retired=is_retired,
    )


ITEMS = (
    item(G28, "Syringe 28G ½″ 1 ml", aliases=("28g", "Jeringa 28G"), usual_pack=10, syringes=1),
    item(G29, "Syringe 29G ½″ 1 ml", aliases=("29g", "Jeringa 29G"), usual_pack=10, syringes=1, box=100, case=1000),
    item(IM_KIT, "IM naloxone 0.4 mg kit", aliases=("vials",), doses=2),
    item(NASAL_KIT, "Nasal naloxone 4 mg kit", aliases=("narcan", "naloxona nasal"), doses=2),
    item(INJECTING_KIT, "Injecting kit", aliases=("Kit de inyección",)),
    item(XYLAZINE, "Xylazine test strips", aliases=("tiras de xilacina",), usual_pack=5),
    item(FENTANYL, "Fentanyl test strips", aliases=("tiras de fentanilo",), usual_pack=5),
    item(CONTAINER, "Sharps container 1 qt", aliases=("quart",)),
)
