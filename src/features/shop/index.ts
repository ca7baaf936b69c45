import { group } from '../../define/command.ts';
import type { Feature } from '../../define/feature.ts';
import { gift, sell, use, view } from './commands/inventory.ts';
import { action, fulfil, item, post, remove, stock } from './commands/manage.ts';
import { browse, buy, itemCommand, refund, shopBuy } from './commands/shop.ts';
import { shelfCategory, shelfPage, shelfPick } from './components/browse.ts';
import { buyButton, buyMoreButton, quantityForm } from './components/buy.ts';
import { dismiss } from './components/dismiss.ts';
import { inventoryPage } from './components/inventory.ts';
import { boundButton, editButton, itemForm, rulesButton, rulesForm } from './components/manage.ts';
import { confirmRetire } from './components/retire.ts';
import { confirmSale } from './components/sell.ts';
import { ORDER_ADD, ORDER_STEP, TIMED_ROLE, UNDELIVER } from './effect-statements.ts';
import { expireItems } from './expiry.ts';
import { messages } from './messages.ts';
import { itemCard } from './mirror.ts';
import { getItem, listItems } from './routes/items.ts';
import { createItem, deleteItem, postItem, putStock, updateItem } from './routes/manage.ts';
import { listOrders, putOrderState } from './routes/orders.ts';
import { listSales } from './routes/sales.ts';
import { putOrder } from './routes/shelf-order.ts';
import { ITEM_COUNT, ITEM_FENCE, ITEM_SAVE, LOT_FENCE, STOCK_FENCE } from './statements.ts';

/** Items for coins: the shop, what members hold of it, and what using it does. */
export const shop: Feature = {
  name: 'shop',
  commands: [
    group('shop', [browse, itemCommand, shopBuy, refund]),
    buy,
    group('inventory', [view, use, gift, sell]),
    group('shop-admin', [item, remove, stock, action, post, fulfil]),
  ],
  components: [
    shelfPage, shelfCategory, shelfPick, buyButton, buyMoreButton, inventoryPage, confirmSale, dismiss, editButton, rulesButton, boundButton,
    confirmRetire,
  ],
  modals: [quantityForm, itemForm, rulesForm],
  statements: [ITEM_FENCE, LOT_FENCE, STOCK_FENCE, ITEM_SAVE, ITEM_COUNT, TIMED_ROLE, UNDELIVER, ORDER_ADD, ORDER_STEP],
  // Fixed paths before those that take any item.
  routes: [listItems, createItem, listSales, listOrders, putOrderState, putOrder, getItem, updateItem, deleteItem, putStock, postItem],
  jobs: [expireItems],
  mirrors: [itemCard],
  messages,
};
