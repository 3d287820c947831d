/** A rule item by its code and what it asks for, and the part of the rule book that it stands in, if given. */
export function ItemName({ item: { code, section, content } }: { item: { code: string; section?: string; content: string } }) {
  return (
    <span className="item-name">
      <b>{code}</b> <span>{content}</span>
      {section && <small> {section}</small>}
    </span>
  );
}
